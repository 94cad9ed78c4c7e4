using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Turns what a project remembers into the records of exports. Fields of events and profiles stand at the top level, as the service has them.</summary>
internal static class ExportRows
{
    private static readonly Dictionary<string, string> SendTypes = new(StringComparer.Ordinal)
    {
        ["emailSend"] = "Email",
        ["pushSend"] = "Push",
        ["smsSend"] = "SMS",
        ["webPushSend"] = "WebPush",
        ["whatsAppSend"] = "WhatsApp",
        ["inAppSend"] = "InApp",
    };

    /// <summary>The records of one data type, as they are now: first what the project remembers, then what a test has put on the server.</summary>
    public static IReadOnlyList<IExportRows> Of(ProjectState state, string dataType)
    {
        var remembered = dataType switch
        {
            "purchase" => state.Purchases.Items.Select(Purchase),
            "user" => state.Users.All.Select(User),
            _ when SendTypes.TryGetValue(dataType, out var medium) =>
                Sent(state).Where(message => message.Medium == medium).Select(message => Message(state, message)),
            _ => state.Events.Items.Where(item => item.EventType == dataType).Select(Event),
        };
        return
        [
            new KnownRows([.. remembered]),
            .. state.ExportSources.Where(source => source.DataType == dataType).Select(source => source.Rows),
        ];
    }

    /// <summary>The events of one user, oldest first, each with its type.</summary>
    public static IEnumerable<JObject> OfUser(ProjectState state, UserRecord? user, bool includeCustomEvents)
    {
        if (user is null)
            return [];

        var events = state.Events.Items
            .Where(item => item.User == user && (includeCustomEvents || !item.IsCustom))
            .Select(item => (item.EventType, Event(item)));
        var purchases = state.Purchases.Items.Where(item => item.User == user).Select(Purchase);
        var sends = Sent(state).Where(item => item.User == user);
        var seeded = state.ExportSources
            .Where(source => source.Rows is KnownRows && source.DataType != "user" && (includeCustomEvents || source.DataType != "customEvent"))
            .SelectMany(source => source.Rows.Between(DateTimeOffset.MinValue, DateTimeOffset.MaxValue).Select(row => (source.DataType, Row: row)))
            .Where(entry => user.Is(new UserIdentity((string?)entry.Row.Columns["email"], (string?)entry.Row.Columns["userId"])));
        return events
            .Concat(purchases.Select(row => ("purchase", row)))
            .Concat(sends.Select(item => (SendTypes.First(type => type.Value == item.Medium).Key, Message(state, item))))
            .Concat(seeded)
            .OrderBy(entry => entry.Item2.Time)
            .Select(entry => Typed(entry.Item1, entry.Item2))
            .ToArray();
    }

    /// <summary>A record as it is written: times as text with an offset.</summary>
    public static JObject Written(JObject columns) => (JObject)Text(columns);

    private static JObject Typed(string type, ExportRow row)
    {
        var time = WireTime.SqlOffset(row.Time);
        var line = new JObject
        {
            ["itblInternal"] = new JObject { ["documentCreatedAt"] = time, ["documentUpdatedAt"] = time },
            ["_type"] = type,
        };
        line.Merge(Written(row.Columns));
        return line;
    }

    private static IEnumerable<IterableTestMessage> Sent(ProjectState state) => state.Messages.Where(message => message.CancelledAt is null);

    private static ExportRow Event(IterableTestEvent item)
    {
        var columns = Start(item.CreatedAt, item.User);
        if (item.IsCustom)
            columns["eventName"] = item.EventName;
        columns.SetIfAny("campaignId", item.CampaignId);
        columns.SetIfAny("templateId", item.TemplateId);
        return Finish(item.CreatedAt, columns, item.DataFields);
    }

    private static ExportRow Purchase(IterableTestPurchase item)
    {
        var columns = Start(item.CreatedAt, item.User);
        columns["total"] = item.Total;
        columns["shoppingCartItems"] = item.Items;
        columns.SetIfAny("campaignId", item.CampaignId);
        columns.SetIfAny("templateId", item.TemplateId);
        return Finish(item.CreatedAt, columns, item.DataFields);
    }

    private static ExportRow Message(ProjectState state, IterableTestMessage message)
    {
        var columns = Start(message.CreatedAt, message.User);
        var campaign = state.Campaigns.Find(message.CampaignId);
        columns["campaignId"] = message.CampaignId;
        columns.SetIfAny("campaignName", campaign?["name"]?.DeepClone());
        columns.SetIfAny("templateId", campaign?["templateId"]?.DeepClone());
        columns["messageId"] = message.MessageId;
        // A text with JSON in it, as exports of the service were recorded to have it.
        columns["transactionalData"] = message.DataFields.ToString(Newtonsoft.Json.Formatting.None);
        return Finish(message.CreatedAt, columns, []);
    }

    private static ExportRow User(UserRecord user)
    {
        var columns = new JObject();
        columns.SetIfAny("email", user.Email);
        columns.SetIfAny("userId", user.UserId);
        columns["signupDate"] = user.SignedUp;
        columns["profileUpdatedAt"] = user.Updated;
        columns.SetIfAny("itblInternal.emailDomain", user.Email?.Split('@')[^1]);
        return Finish(user.Updated, columns, user.DataFields);
    }

    private static JObject Start(DateTimeOffset time, UserRecord user)
    {
        var columns = new JObject { ["createdAt"] = time };
        columns.SetIfAny("email", user.Email);
        columns.SetIfAny("userId", user.UserId);
        return columns;
    }

    private static ExportRow Finish(DateTimeOffset time, JObject columns, JObject fields)
    {
        foreach (var (name, value) in fields)
            columns.TryAdd(name, value!.DeepClone());
        return new ExportRow(time, columns);
    }

    private static JToken Text(JToken json) => json switch
    {
        JObject item => new JObject(item.Properties().Select(member => new JProperty(member.Name, Text(member.Value)))),
        JArray items => new JArray(items.Select(Text)),
        _ when json.Type == JTokenType.Date => WireTime.SqlOffset((DateTimeOffset)json),
        _ => json,
    };
}
