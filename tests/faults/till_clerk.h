#pragma once

#include "counter_program.h"

#include <QDeadlineTimer>
#include <QFile>
#include <QObject>
#include <QRandomGenerator>
#include <QTimer>

#include <optional>

/// A clerk who sells without pause: at the window, by taps and the key for exact cash, or through
/// the till alone. Writes a line for each sale that the till acknowledged. Ends the program when so
/// many sales are made and in the database, or when nothing gets on for long. Owned by main.
class TillClerk final : public QObject
{
    Q_OBJECT
public:
    enum class Place { Window, Till };
    struct Plan {
        QString acks; ///< Lines "UUID NUMBER TOTAL", added to.
        int sales = 0; ///< 0 = for ever.
        quint32 seed = 1;
        int settingsEvery = 0; ///< Changes a setting after so many sales; 0 = never.
        int patienceMs = 90'000; ///< Without a sale, or at the end without an upload.
    };
    /// @p window is null for Place::Till.
    TillClerk(CounterShop &shop, CounterWindow *window, Plan plan);

    Result<void> start();

private:
    bool ready() const;
    void go();
    void sell();
    void sellAtWindow();
    void sellAtTill();
    void fill(const QUuid &basket);
    void pay(const QUuid &basket);
    void sold(const Receipt &receipt);
    void refused(const Error &error);
    void changeSetting();
    void finish();

    CounterShop &m_shop;
    CounterWindow *const m_window;
    const Plan m_plan;
    QFile m_acks;
    QRandomGenerator m_random;
    QTimer m_next;
    std::optional<QUuid> m_unpaid; ///< Refused so far; paid again under its id.
    int m_sold = 0;
    bool m_refusalTold = false; ///< Once in a row.
    QDeadlineTimer m_patience;
};
