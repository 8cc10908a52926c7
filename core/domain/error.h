#pragma once

#include <QDateTime>
#include <QString>

#include <optional>

/// Why a call failed, as a value: the code says what the caller can do about it, the reason which
/// sentence to show. Words are made in `ui` and `api` only; `detail` is for the log.
struct Error {
    enum class Code {
        Invalid, ///< The input is wrong; mend it.
        NotFound,
        Conflict, ///< The world has moved on; read again and decide.
        Denied,
        Unavailable, ///< Nothing happened; try again later.
        Timeout, ///< The outcome is unknown; ask, or send again under the same key.
        Internal,
    };
    enum class Reason {
        Unspecified,
        BadField,
        MissingField,
        UnknownProduct,
        InsufficientStock,
        BadQuantity,
        KeyReused,
        TooManyOpenOrders,
        UnknownOrder,
        StateNotAllowed,
        NoTaxRate,
        NotPaid,
        Overpaid,
        EmptyBasket,
        UnknownReceipt,
        NothingLeftToRefund,
        TillNotRegistered,
        CurrencyFixed,
        BadRow,
        DatabaseAway,
        DatabaseBusy,
        OutcomeUnknown,
        SchemaMismatch,
        JournalUnwritable,
        JournalForked,
        DirectoryOwned,
        DirectoryUnusable,
        ServerMissing,
        BackupDamaged,
        ShopClosed,
        PickupClosed, ///< The shop is closed at the time that was asked for.
        PickupTooSoon,
        PickupPastCutoff,
        PickupTooFar,
        Cancelled,
        Defect,
    };

    Code code = Code::Internal;
    Reason reason = Reason::Unspecified;
    QString field; ///< The name of the offending field, setting or file.
    std::optional<qint64> product;
    std::optional<qint64> left; ///< Whole pieces left, or the line number of a file.
    QString detail;
    QDateTime at; ///< UTC: when it would be possible; invalid = nobody can say.

    bool operator==(const Error &) const = default;
};

/// Stable lower-case word of a reason ("unknown_product"), for logs, exit messages and the API.
QString reasonWord(Error::Reason reason);
/// One English line for the log and the command line: reason, field, product, left, detail.
QString describe(const Error &error);
