#pragma once

#include "catalogue.h"
#include "opening_hours.h"
#include "tagged_page.h"
#include "web_files.h"

class PickupDesk;

/// The answer to GET /api/shop: what a page must know of the shop beside its goods and their stock.
/// Made once per change of the goods, and when the shop opens or closes. Lives in the api thread.
class ShopFacts
{
public:
    ShopFacts(QString name, const PickupDesk &pickups, std::vector<PageLanguage> languages);

    Answer answer(const Catalogue &catalogue, const QByteArray &ifNoneMatch,
                  const QByteArray &acceptEncoding);

private:
    bool isOutdated(const Catalogue &catalogue) const;
    QByteArray text(const Goods &goods) const;

    const QString m_name;
    const PickupDesk &m_pickups;
    const std::vector<PageLanguage> m_languages;
    std::shared_ptr<const Goods> m_goods; ///< What the page was made of.
    OpeningState m_opening; ///< Told in the page.
    QDateTime m_toldAt;
    TaggedPage m_page;
};
