#pragma once

#include "error.h"
#include "figures.h"
#include "order.h"
#include "order_columns.h"

#include <QCoreApplication>
#include <QTimeZone>

/// The words of the board. Any thread.
class BoardWords
{
    Q_DECLARE_TR_FUNCTIONS(BoardWords)
public:
    struct Title {
        QString icon;
        QString text;
    };
    static Title columnTitle(BoardSort sort, int column);
    static QString state(OrderState state);
    static QString hands(const RaisedHands &hands); ///< "1 late, 2 unanswered"; empty: none.
    static QString worstHand(const RaisedHands &hands); ///< "1 late"
    static QString forLater(int orders);
    static QString notOpen(const QString &code); ///< What a scan finds nothing for.
    static QString late(int minutes); ///< "7 min late"
    static QString waiting(int minutes);
    /// "From the web, 2 min ago".
    static QString placed(OrderSource source, int minutesAgo);
    /// "10:15", another day with its name or date.
    static QString time(const Figures &figures, const QDateTime &local, const QDate &today);
    /// Why a tap on the order @p code did not do what it says.
    static QString refusal(const QString &code, const Error &error);

private:
    static Title timeTitle(int column);
    static Title dayTitle(int column);
    static QString span(int minutes);
};
