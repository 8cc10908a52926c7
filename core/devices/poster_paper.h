#pragma once

#include "paper.h"
#include "result.h"

#include <QStringList>

#include <vector>

/// A poster's words in one language. A value.
struct PosterWords {
    QString language; ///< "en"
    QString title;
    QStringList steps; ///< Three of them.
    QString typed; ///< "Or type this address"
    bool operator==(const PosterWords &) const = default;
};

/// The languages there are words for: one file each in resources/poster.
QStringList posterLanguages();
/// Errors: NotFound (field = "language").
Result<PosterWords> posterWords(const QString &language);

/// One page of a poster: where customers order, as a code and as text. A value.
struct PosterPage {
    PosterWords words;
    QString shopName;
    QString address;
    int codeSide = 0; ///< Modules of the code along one side.
    QByteArray codeDark; ///< codeSide × codeSide bytes, row by row: 1 is dark.
};

/// A4, one page each. Any thread.
PaperDocument makePoster(const std::vector<PosterPage> &pages);
