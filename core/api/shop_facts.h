#pragma once

#include "catalogue.h"
#include "tagged_page.h"
#include "web_files.h"

#include <QTimeZone>

/// The answer to GET /api/shop: what a page must know of the shop beside its goods and their stock.
/// Made once per change of the goods. Lives in the api thread.
class ShopFacts
{
public:
    ShopFacts(QString name, QTimeZone zone, std::vector<PageLanguage> languages);

    Answer answer(const Catalogue &catalogue, const QByteArray &ifNoneMatch,
                  const QByteArray &acceptEncoding);

private:
    QByteArray text(const Goods &goods) const;

    const QString m_name;
    const QTimeZone m_zone;
    const std::vector<PageLanguage> m_languages;
    std::shared_ptr<const Goods> m_goods; ///< What the page was made of.
    TaggedPage m_page;
};
