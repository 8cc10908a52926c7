#pragma once

#include "counter_program.h"
#include "settings.h"

#include <QByteArrayList>

#include <memory>

/// A shop in a folder, to be opened again and again: settings of a counter of 1920 × 1080 with its
/// API on a free port. Owned by the benchmark; main thread.
class BenchShop
{
public:
    static constexpr QSize screen {1'920, 1'080};

    /// @p more settings by key, above the benchmark's own.
    explicit BenchShop(const QString &folder, const QHash<QString, QString> &more = {});

    /// The counter as its program makes it, its window not yet shown. Errors: as
    /// CounterProgram::open().
    Result<std::unique_ptr<CounterProgram>> open() const;
    /// Brings the database up and imports VAT rates and catalogue files. Blocks, with an event
    /// loop. Errors: as GoodsDesk::importCatalogue(); Timeout.
    Result<void> fill(const QByteArrayList &catalogues) const;

private:
    const QString m_folder;
    const QHash<QString, QString> m_more;
};

/// Shows the window at the benchmark's size and begins what goes on behind it.
void startCounter(CounterProgram &program);
/// The first tile of the page that is open, in the window; empty before the goods are there.
QRect firstTile(CounterWindow &window);
