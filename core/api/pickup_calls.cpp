#include "api_calls.h"
#include "catalogue_cache.h"
#include "pickup_desk.h"
#include "pickup_text.h"

// What ApiCalls tells of opening hours.

void ApiCalls::showPickupTimes(const Call &call)
{
    const Result<std::vector<qint64>> products = readBasket(call.guard->head().target);
    if (!products) {
        call.guard->answer(failed(products.error(), call.guard->requestId()));
        return;
    }
    whenKnown(m_catalogue.fresh(), call.guard,
              [this, products = *products, id = call.guard->requestId(),
               ifNoneMatch = call.request.value("If-None-Match"),
               acceptEncoding = call.request.value("Accept-Encoding")](const auto &catalogue) {
                  const auto offer = m_pickups.offer(products, *catalogue);
                  if (!offer)
                      return failed(offer.error(), id);
                  m_pickupTimes.replace(pickupTimesText(*offer));
                  return m_pickupTimes.answer(ifNoneMatch, acceptEncoding);
              });
}
