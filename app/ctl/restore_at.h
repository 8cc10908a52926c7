#pragma once

#include "arguments.h"

/// Restores a shop to a moment into a new data directory: `--at TIME`, `--from FOLDER`.
int restoreAt(const Arguments &arguments);
