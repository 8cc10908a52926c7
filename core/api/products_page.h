#pragma once

#include "catalogue.h"
#include "tagged_page.h"

#include <memory>

/// The answer to GET /api/products, made once per snapshot of the catalogue: plain at its first
/// request, gzip at the first that takes it. Lives in the api thread.
class ProductsPage
{
public:
    Answer answer(const std::shared_ptr<const Catalogue> &catalogue, const QByteArray &ifNoneMatch,
                  const QByteArray &acceptEncoding);

private:
    std::shared_ptr<const Catalogue> m_catalogue; ///< What the page was made of.
    TaggedPage m_page;
};
