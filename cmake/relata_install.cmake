# `cmake --install`: the program, the libraries, the headers, and a package for find_package(relata).

include(CMakePackageConfigHelpers)

install(TARGETS relata relata_graph relata_ingest relata_query relata_export EXPORT relata_targets)
install(DIRECTORY include/relata DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.h")

set(package_directory ${CMAKE_INSTALL_LIBDIR}/cmake/relata)
install(EXPORT relata_targets NAMESPACE relata:: DESTINATION ${package_directory})
configure_package_config_file(cmake/relata-config.cmake.in relata-config.cmake
  INSTALL_DESTINATION ${package_directory})
write_basic_package_version_file(relata-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${PROJECT_BINARY_DIR}/relata-config.cmake ${PROJECT_BINARY_DIR}/relata-config-version.cmake
  DESTINATION ${package_directory})
