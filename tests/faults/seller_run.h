#pragma once

#include "fault_rounds.h"

#include <QHash>
#include <QProcess>
#include <QString>

#include <memory>

/// A counter in a process of its own that sells without pause: see counter_seller.cpp. A value.
struct SellerRun {
    QString data;
    QString acks;
    QString database {}; ///< Empty: a private one in the data directory.
    int sales = 0; ///< 0 = for ever.
    quint32 seed = 1;
    int settingsEvery = 0;
    int patienceMs = 90'000;
    enum class Place { Till, Window };
    Place place = Place::Till;
    QHash<QString, QString> variables {}; ///< Of its environment.

    std::unique_ptr<QProcess> start() const;
    /// Until its end; what it said is in @p words. -1 when it crashed, was killed or did not end.
    int run(QString *words = nullptr) const;
};

/// Lines of @p acks, all written to their end.
QList<QByteArray> ackLines(const QString &acks);
/// Waits until there are @p count; false when @p seller ended before or it took too long.
bool awaitAcks(const QProcess &seller, const QString &acks, qsizetype count);
/// What the lines of @p acks say against the journals under @p data: all there once, under the same
/// number, numbers without gap, chains whole. Empty, or what is wrong.
QString compareWithJournals(const QString &data, const QString &acks, FaultRow &row);
