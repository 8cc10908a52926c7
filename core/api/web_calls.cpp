#include "api_calls.h"
#include "catalogue_cache.h"

// What ApiCalls does for the customers' page.

void ApiCalls::showShop(const Call &call)
{
    whenKnown(m_catalogue.fresh(), call.guard,
              [this, ifNoneMatch = call.request.value("If-None-Match"),
               acceptEncoding = call.request.value("Accept-Encoding")](const auto &catalogue) {
                  return m_shop.answer(*catalogue, ifNoneMatch, acceptEncoding);
              });
}

void ApiCalls::showWebFile(const Call &call)
{
    sendWebFile(call, call.id.toByteArray());
}

void ApiCalls::showPicture(const Call &call)
{
    const QByteArray name = call.id.toByteArray();
    const QByteArray known = call.request.value("If-None-Match");
    if (const std::optional<Answer> answer = m_pictures.heldAnswer(name, known)) {
        call.guard->answer(*answer);
        return;
    }
    whenSettled(m_pictures.content(name), call.guard,
                [this, name, known](const Result<QByteArray> &content) {
                    if (content)
                        return m_pictures.answer(name, *content, known);
                    if (content.error().code == Error::Code::NotFound)
                        return problemAnswer(Problem::UnknownAddress);
                    return failed(content.error(), {});
                });
}

void ApiCalls::sendWebFile(const Call &call, const QByteArray &name)
{
    std::optional<Answer> answer = m_web.answer(name, call.request.value("If-None-Match"),
                                                call.request.value("Accept-Encoding"));
    if (answer && name == "index.html")
        answer->vary += ", Accept"; // Programs get the list of calls there.
    call.guard->answer(answer.value_or(problemAnswer(Problem::UnknownAddress)));
}
