#pragma once

#include <QtGlobal>

/// How often a fault test strikes and from which seed, as the environment says:
/// BAKEHOUSE_FAULT_ROUNDS (set by tests/faults/run: the long form) and BAKEHOUSE_FAULT_SEED. The
/// seed is printed; the same one makes the same choices again. A value.
struct FaultRounds {
    enum class Form { Short, Long };

    Form form = Form::Short;
    int rounds = 0;
    quint32 seed = 1;

    /// @p usual rounds in ctest; in the long form one for @p share of those asked for, at least
    /// @p usual.
    static FaultRounds read(int usual, int share = 1);
    /// The limit that the plan sets where nothing else runs, and four times that in ctest, where a
    /// dozen tests share the machine.
    int limitMs(int planned) const { return form == Form::Long ? planned : 4 * planned; }
};

/// What a part did and what the books say then: a row of the table that tests/faults/run prints.
struct FaultRow {
    const char *part = "";
    int faults = 0;
    qint64 acknowledged = 0; ///< What a till or customer was told, kept outside the shop.
    qint64 stored = 0; ///< What journal or database hold of it.
    qint64 counted = 0; ///< What the books of the database say.
    qint64 lost = 0;
    qint64 doubled = 0;
    qint64 gaps = 0; ///< In the numbers of receipts.
    qint64 longestMs = 0; ///< From a fault until the shop sold again.
};

/// Prints the row, and appends it to the file BAKEHOUSE_FAULT_TABLE if that is set.
void noteFaults(const FaultRow &row);
