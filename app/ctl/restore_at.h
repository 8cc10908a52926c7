#pragma once

class Arguments;

/// Makes a new data directory as the shop was at the moment that --at names; gives the exit code.
int restoreAt(const Arguments &arguments);
/// Says which moments there are.
int listMoments(const Arguments &arguments);
