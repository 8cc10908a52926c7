#pragma once

/// Gives the painted parts that Qt does not know their roles and values for screen readers. May be
/// called as often as one likes; each such part calls it. Main thread.
void installAccessibleParts();
