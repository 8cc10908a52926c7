#pragma once

#include "source_file.h"

/// Includes against the table of targets: folder → folders it may include. Closes the holes that
/// the compiler leaves, and follows headers, so that nothing above sees a layer through another.
QStringList layerFaults(const std::vector<SourceFile> &files);
/// Headers of Qt's modules and of libraries outside the folders that may use them, and "../".
QStringList libraryFaults(const SourceFile &file);
/// Two files of one name: an include would be ambiguous.
QStringList sameNameFaults(const std::vector<SourceFile> &files);
