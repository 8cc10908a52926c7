#include "catalogue_board.h"

bool CatalogueBoard::change(const Step &step)
{
    CatalogueStatePointer before = m_state.load();
    CatalogueStatePointer after;
    do {
        std::optional<CatalogueState> next = step(*before);
        if (!next)
            return false;
        after = std::make_shared<const CatalogueState>(*std::move(next));
    } while (!m_state.compare_exchange_weak(before, after));
    if (after->shown) {
        for (const std::function<void()> &callback : *m_callbacks.load())
            callback();
    }
    return true;
}

void CatalogueBoard::onChanged(const std::function<void()> &callback)
{
    std::shared_ptr<const Callbacks> before = m_callbacks.load();
    std::shared_ptr<const Callbacks> after;
    do {
        Callbacks callbacks = *before;
        callbacks.push_back(callback);
        after = std::make_shared<const Callbacks>(std::move(callbacks));
    } while (!m_callbacks.compare_exchange_weak(before, after));
}
