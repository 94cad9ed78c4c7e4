using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Purchases and carts. Both update the profile of their user.</summary>
internal static class CommerceBehaviours
{
    private const string Cart = "shoppingCartItems";

    public static void Register(BehaviourTable table)
    {
        table.On("trackPurchase", TrackPurchase);
        table.On("updateCart", UpdateCart);
    }

    private static Answer TrackPurchase(ApiCall call)
    {
        EventBehaviours.CheckId(call.Body);
        var fields = ItemFields(call);
        fields.Merge(call.Body["dataFields"] as JObject ?? []);
        var user = WriteUser(call, FieldCatalog.Purchase, fields);
        var createdAt = (DateTimeOffset?)call.Body["createdAt"] ?? call.State.Now;
        var isRepeat = call.State.Purchases.Record(new IterableTestPurchase(user, createdAt, call.Body));
        call.TookEffect(call.Body, UserIdentity.Read((JObject)call.Body["user"]!), (string?)call.Body["id"], isRepeat);
        user.DataFields.Remove(Cart);
        return call.Success();
    }

    private static Answer UpdateCart(ApiCall call)
    {
        WriteUser(call, FieldCatalog.User, ItemFields(call)).DataFields[Cart] = call.Body["items"]?.DeepClone() ?? new JArray();
        return call.Success();
    }

    // The members of items that the document has need no check of their types.
    private static JObject ItemFields(ApiCall call) => new()
    {
        [Cart] = new JArray((call.Body["items"] as JArray ?? []).Select(item => item["dataFields"]).OfType<JObject>().Select(fields => new JObject { ["dataFields"] = fields.DeepClone() })),
    };

    /// <summary>Writes the user, and learns the fields of the purchase or the cart, or refuses the call.</summary>
    private static UserRecord WriteUser(ApiCall call, string scope, JObject fields)
    {
        call.State.Fields.CheckTypes([(scope, fields, true)]);
        var source = call.Body["user"] as JObject ?? [];
        var user = UserBehaviours.WriteOne(call.State, UserIdentity.Read(source), source);
        call.State.Fields.Admit(scope, fields, createNewFields: true, new FieldReport());
        return user;
    }
}
