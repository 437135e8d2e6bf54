# What every target of the project is built with, and the one way to declare a folder's library.

set(CMAKE_CXX_STANDARD 20)
set(CMAKE_CXX_STANDARD_REQUIRED ON)
set(CMAKE_CXX_EXTENSIONS OFF)
set(CMAKE_EXPORT_COMPILE_COMMANDS ON)

option(RELATA_SANITIZE "Build with AddressSanitizer and UndefinedBehaviorSanitizer" OFF)

find_program(CCACHE ccache)
if(CCACHE)
  # ccache takes precompiled headers for safe only if it is told so. One that was made before a
  # comment changed is no longer the header's: gcc compares what was read, comments included.
  set(CMAKE_CXX_COMPILER_LAUNCHER
    ${CMAKE_COMMAND} -E env CCACHE_SLOPPINESS=pch_defines,time_macros
    CCACHE_COMMENTS=1 ${CCACHE})
endif()

add_library(relata_options INTERFACE)
target_compile_options(relata_options INTERFACE
  -Wall -Wextra -Wpedantic -Wconversion -Wshadow -Werror
  # Designated initialisers leave the rest to its defaults on purpose.
  -Wno-missing-field-initializers
  # gcc 12 sees overlaps and overflows inside std::string that are not there (GCC bug 105651).
  -Wno-restrict -Wno-stringop-overflow -Wno-stringop-overread -Wno-array-bounds)
if(RELATA_SANITIZE)
  target_compile_options(relata_options INTERFACE
    -fsanitize=address,undefined -fno-sanitize-recover=all -fno-omit-frame-pointer
    # gcc 12 with sanitizers sees uninitialized members in its own <regex>.
    -Wno-maybe-uninitialized)
  target_link_options(relata_options INTERFACE -fsanitize=address,undefined)
  target_compile_definitions(relata_options INTERFACE _GLIBCXX_ASSERTIONS)
elseif(CMAKE_SYSTEM_PROCESSOR STREQUAL "x86_64")
  # RapidJSON then passes over text 16 bytes at a time. It reads up to 15 bytes past its end, of the
  # same 16 as the last, which a sanitizer takes for an error.
  target_compile_definitions(relata_options INTERFACE RAPIDJSON_SSE2)
endif()

# relata_library(graph LINKS ...): the library relata_graph, of every source file in this folder.
function(relata_library name)
  cmake_parse_arguments(ARG "" "" "LINKS" ${ARGN})
  file(GLOB sources CONFIGURE_DEPENDS ${CMAKE_CURRENT_SOURCE_DIR}/*.cpp)
  add_library(relata_${name} STATIC ${sources})
  add_library(relata::${name} ALIAS relata_${name})
  set_target_properties(relata_${name} PROPERTIES EXPORT_NAME ${name})
  target_include_directories(relata_${name}
    PUBLIC $<BUILD_INTERFACE:${PROJECT_SOURCE_DIR}/include> $<INSTALL_INTERFACE:${CMAKE_INSTALL_INCLUDEDIR}>
    PRIVATE ${PROJECT_SOURCE_DIR})
  target_link_libraries(relata_${name} PRIVATE $<BUILD_INTERFACE:relata_options> ${ARG_LINKS})
endfunction()
