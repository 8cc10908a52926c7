#pragma once

#include "answer.h"
#include "catalogue.h"

#include <memory>

/// The answer to GET /api/products, made once per snapshot of the catalogue: plain at its first
/// request, gzip at the first that takes it. Lives in the api thread.
class ProductsPage
{
public:
    Answer answer(const std::shared_ptr<const Catalogue> &catalogue, const QByteArray &ifNoneMatch,
                  const QByteArray &acceptEncoding);

private:
    void prepare(const std::shared_ptr<const Catalogue> &catalogue);

    std::shared_ptr<const Catalogue> m_catalogue; ///< What the bytes were made of.
    QByteArray m_plain;
    QByteArray m_gzip; ///< Empty until asked for.
    QByteArray m_tag; ///< Of the plain bytes, without quotes.
};
