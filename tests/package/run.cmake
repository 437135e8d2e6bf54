# Installs relata aside, builds the stranger's project against it, and runs that.
# cmake -D BINARY=... -D SOURCE=... -P run.cmake

set(work ${BINARY}/tests/package)
file(REMOVE_RECURSE ${work})

function(run)
  execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
  if(NOT result EQUAL 0)
    message(FATAL_ERROR "${ARGN}\n${output}")
  endif()
endfunction()

run(${CMAKE_COMMAND} --install ${BINARY} --prefix ${work}/installed)
run(${CMAKE_COMMAND} -S ${SOURCE}/tests/package -B ${work}/build -G Ninja
    -D CMAKE_PREFIX_PATH=${work}/installed -D CMAKE_BUILD_TYPE=Release)
run(${CMAKE_COMMAND} --build ${work}/build)
run(${work}/build/stranger ${SOURCE}/datasets/kursk)
run(${work}/installed/bin/relata --version)
