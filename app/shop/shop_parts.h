#pragma once

/// What of a shop to run. A value.
struct ShopParts {
    bool api = true;
    bool worker = true;
    /// HTTPS follows once its certificate was read, instead of start() waiting for that.
    bool httpsFollows = false;
};
