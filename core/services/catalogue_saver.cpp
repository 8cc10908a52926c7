#include "catalogue_saver.h"

#include "delay.h"
#include "on_result.h"
#include "snapshot_file.h"

#include <QLoggingCategory>

namespace {

Q_LOGGING_CATEGORY(catalogueLog, "bakehouse.catalogue")

constexpr std::chrono::milliseconds betweenCopies {2'000};

}

CatalogueSaver::CatalogueSaver(SnapshotFile &file, std::shared_ptr<CatalogueBoard> board,
                               std::shared_ptr<Delay> delay)
    : m_file(file)
    , m_board(std::move(board))
    , m_delay(std::move(delay))
{
}

void CatalogueSaver::saveSoon()
{
    m_wanted = true;
    if (m_busy.exchange(true))
        return;
    m_delay->after({}, [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->save();
    });
    m_delay->after(betweenCopies, [weak = weak_from_this()] {
        if (const auto self = weak.lock())
            self->pauseOver();
    });
}

void CatalogueSaver::pauseOver()
{
    m_busy = false;
    if (m_wanted)
        saveSoon();
}

void CatalogueSaver::save()
{
    m_wanted = false;
    const CatalogueStatePointer state = m_board->state();
    if (!state->shown || state == m_saved)
        return;
    m_saved = state;
    onResult(m_file.save(state->asRead()), [](const Result<void> &saved) {
        if (!saved)
            qCWarning(catalogueLog).noquote()
                << "no copy of the catalogue on disk:" << describe(saved.error());
    });
}

void CatalogueSaver::finish()
{
    save();
}
