#include "poster_desk.h"

#include "qr_code.h"

using namespace Qt::StringLiterals;

Result<PaperDocument> posterFor(const QString &shopName, const QString &address,
                                const QStringList &languages)
{
    const QrCode code = makeQrCode(address.toUtf8());
    if (code.side == 0)
        return Error {.code = Error::Code::Invalid,
                      .reason = Error::Reason::BadField,
                      .field = u"address"_s,
                      .detail = u"is too long for a code"_s};
    std::vector<PosterPage> pages;
    for (const QString &language : languages) {
        const Result<PosterWords> words = posterWords(language);
        if (!words)
            return words.error();
        pages.push_back({.words = *words,
                         .shopName = shopName,
                         .address = address,
                         .codeSide = code.side,
                         .codeDark = code.dark});
    }
    return makePoster(pages);
}
