using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Purchases and carts. Both update the profile of their user.</summary>
internal static class CommerceBehaviours
{
    public static void Register(BehaviourTable table)
    {
        table.On("trackPurchase", TrackPurchase);
        table.On("updateCart", UpdateCart);
    }

    private static Answer TrackPurchase(ApiCall call)
    {
        var user = WriteUser(call);
        var createdAt = (DateTimeOffset?)call.Body["createdAt"] ?? call.State.Now;
        var isRepeat = call.State.Purchases.Record(new IterableTestPurchase(user, createdAt, call.Body));
        call.TookEffect(call.Body, UserIdentity.Read((JObject)call.Body["user"]!), (string?)call.Body["id"], isRepeat);
        user.DataFields.Remove("shoppingCartItems");
        return call.Success();
    }

    private static Answer UpdateCart(ApiCall call)
    {
        WriteUser(call).DataFields["shoppingCartItems"] = call.Body["items"]?.DeepClone() ?? new JArray();
        return call.Success();
    }

    private static UserRecord WriteUser(ApiCall call)
    {
        var source = call.Body["user"] as JObject ?? [];
        return UserBehaviours.WriteOne(call.State, UserIdentity.Read(source), source);
    }
}
