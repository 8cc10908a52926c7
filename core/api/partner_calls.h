#pragma once

#include "answer.h"
#include "api_server.h"
#include "call.h"
#include "order_query.h"
#include "partner_change.h"
#include "result.h"

#include <QFuture>

#include <optional>

class ApiCalls;
class Catalogue;
class PartnerDesk;
struct JsonValue;

/// The calls of those who show a partner's key: lists, and changes that are told for the shop. Part
/// of ApiCalls, which lends it its ways of answering; lives in the api thread.
class PartnerCalls
{
public:
    PartnerCalls(ApiCalls &calls, PartnerDesk &desk, const ApiSettings &settings);

    void listOrders(const Call &call);
    void showOrder(const Call &call);
    void advanceOrder(const Call &call);
    void cancelOrder(const Call &call);
    void listProducts(const Call &call);
    void showProduct(const Call &call);
    void changeProduct(const Call &call);
    void listStock(const Call &call);
    void changeStock(const Call &call);

private:
    /// The JSON object that a change comes with; answers the call when it is none.
    std::optional<JsonValue> bodyOf(const Call &call);
    /// Whose change it is; @p request is what is asked for, in a text that two requests for
    /// different things never share.
    static Result<PartnerHand> handOf(const Call &call, const JsonValue &body,
                                      const QByteArray &request);
    void moveOrder(const Call &call, const JsonValue &body, OrderState to);
    void refuse(const Call &call, const Error &error);
    /// The decimals of the shop's currency; nothing before it is known.
    std::optional<int> decimals() const;
    Answer orderAnswer(const Order &order) const;
    template <typename F> void withCatalogue(const Call &call, F toAnswer);
    void answerChange(const Call &call, const QFuture<Result<PartnerChange>> &change);

    ApiCalls &m_calls;
    PartnerDesk &m_desk;
    const ApiSettings &m_settings;
};
