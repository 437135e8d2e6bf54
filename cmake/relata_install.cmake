# `cmake --install`: the program, the libraries, the headers, and a package for find_package(relata).
