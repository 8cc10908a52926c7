#pragma once

#include "catalogue_state.h"

#include <atomic>
#include <functional>
#include <memory>
#include <optional>
#include <vector>

/// Where the newest state of the catalogue hangs. Lock-free: whoever changes it copies, changes the
/// copy and hangs it up, again from the newest when another was faster, so no change is lost.
/// Shared by the parts of the cache; thread-safe.
class CatalogueBoard
{
public:
    using Step = std::function<std::optional<CatalogueState>(const CatalogueState &)>;

    CatalogueStatePointer state() const { return m_state.load(); }
    std::shared_ptr<const Catalogue> current() const { return m_state.load()->shown; }
    /// Hangs up what @p step makes of the newest state, unless that is nothing; false then.
    bool change(const Step &step);
    void onChanged(const std::function<void()> &callback);

private:
    using Callbacks = std::vector<std::function<void()>>;

    std::atomic<CatalogueStatePointer> m_state = std::make_shared<const CatalogueState>();
    std::atomic<std::shared_ptr<const Callbacks>> m_callbacks = std::make_shared<const Callbacks>();
};
