#pragma once

#include "arguments.h"
#include "database_home.h"
#include "journal.h"
#include "replay.h"
#include "replay_clock.h"
#include "stores.h"
#include "till.h"
#include "uploader.h"

#include <QElapsedTimer>
#include <QObject>

#include <memory>

/// One run of `bakehousectl replay`: database, till and file brought together, progress and figures
/// printed. Lives on the main thread for the time of the command.
class ReplayRun final : public QObject
{
    Q_OBJECT
public:
    explicit ReplayRun(const Arguments &arguments);
    ~ReplayRun() override;

    /// Gives the exit code.
    int run();

private:
    Result<void> openShop();
    Result<void> openJournal(const QByteArray &text);
    Result<void> readFile(const QByteArray &text);
    Result<void> bookDelivery();
    Result<void> measureDisk();
    Result<void> sell();
    void buildTill();
    Result<Replay::Options> options() const;
    void showProgress(qint64 receipts, qint64 waiting);
    void endProgress();
    void watchUpload();
    void end(const Result<void> &result);
    void printSummary() const;

    const Arguments &m_arguments;
    std::unique_ptr<DatabaseHome> m_home;
    ReplayClock m_clock;
    std::unique_ptr<Stores> m_stores;
    std::unique_ptr<Journal> m_journal;
    std::unique_ptr<Uploader> m_uploader;
    std::unique_ptr<Till> m_till;
    std::unique_ptr<Replay> m_replay;
    ReplayFile m_file;
    bool m_deliveryBooked = false;
    double m_bareCommitsPerSecond = 0;
    double m_syncsPerSecond = 0;
    qint64 m_lastWaiting = -1;
    QElapsedTimer m_sinceUploadMoved;
    bool m_progressShown = false;
    Result<void> m_result;
};
