using System.CommandLine;
using Iterable.Generated.Tool.Imports.Mapping;
using Newtonsoft.Json;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Imports.Kinds;

/// <summary>The kinds of records, each with its lane.</summary>
internal static class ImportKinds
{
    // Less than the second in which a command is to end that is interrupted.
    private static readonly TimeSpan Drain = TimeSpan.FromMilliseconds(250);

    public static IReadOnlyList<ImportKind> Create() => [Users(), Events(), Purchases(), ListMembers(), Unsubscriptions(), Subscriptions(), CatalogItems(), CatalogDeletions()];

    private static ImportKind<UserUpdateRequest> Users()
    {
        var updateOnly = new Option<bool>("--update-only") { Description = "Creates no users." };
        var newFields = new Option<bool?>("--new-fields") { Description = "Whether fields may be added that the project does not know. Without it, its settings say.", HelpName = "true|false" };
        return new()
        {
            Name = "users",
            Description = "Creates and updates users. What is no member of a request is a field of the user's profile.",
            Shape = RecordShape.Of<UserUpdateRequest>("email", "userId"),
            Options = [updateOnly, newFields],
            Examples =
            [
                ("itbl import users customers.csv --dry-run", "what would be sent, and what Iterable would refuse"),
                ("itbl import users customers.csv --map Mail=email --map City=address.city", "a column by the member that it goes to"),
            ],
            HasUserFields = true,
            Create = Model<UserUpdateRequest>,
            OpenLane = (bulk, parsed, check) => bulk.UserUpdates(new()
            {
                DrainTime = Drain, FieldCheck = check, UpdateOnly = parsed.GetValue(updateOnly) ? true : null, CreateNewFields = parsed.GetValue(newFields),
            }),
        };
    }

    private static ImportKind<TrackEventRequest> Events() => new()
    {
        Name = "events",
        Description = "Tracks custom events. What is no member of a request is a field of the event. An event without an id is given one, so that it counts once however often the file is imported.",
        Shape = RecordShape.Of<TrackEventRequest>("email", "userId"),
        Examples =
        [
            ("itbl import events orders.ndjson", "lines with email, eventName, createdAt and fields of the event"),
            ("itbl import events orders.csv --set eventName=ordered --type total=double", "what a file does not say"),
        ],
        Create = Model<TrackEventRequest>,
        OpenLane = (bulk, _, _) => bulk.Events(new() { DrainTime = Drain }),
        Identify = static (item, id) => item.Id ??= id,
    };

    private static ImportKind<PurchaseRequest> Purchases() => new()
    {
        Name = "purchases",
        Description = "Tracks purchases, each in a call of its own. Columns email and userId are those of the user; items are JSON. A purchase without an id is given one.",
        Shape = RecordShape.Of<PurchaseRequest>("user.email", "user.userId"),
        Examples = [("itbl import purchases purchases.ndjson", "lines with email, items, total and createdAt")],
        Create = Model<PurchaseRequest>,
        OpenLane = (bulk, _, _) => bulk.Purchases(new() { DrainTime = Drain }),
        Identify = static (item, id) => item.Id ??= id,
    };

    private static ImportKind<Subscriber> ListMembers()
    {
        var list = List("The list that users are added to.");
        var existingOnly = new Option<bool>("--update-only") { Description = "Creates no users." };
        return new()
        {
            Name = "list",
            Description = "Adds users to a list. What is no member of a request is a field of the user's profile.",
            Shape = RecordShape.Of<Subscriber>("email", "userId"),
            Options = [list, existingOnly],
            Examples = [("itbl import list readers.csv --list 42", "adds those users to the list")],
            HasUserFields = true,
            Create = Model<Subscriber>,
            OpenLane = (bulk, parsed, check) => bulk.ListSubscriptions(parsed.GetValue(list), new()
            {
                DrainTime = Drain, FieldCheck = check, UpdateExistingUsersOnly = parsed.GetValue(existingOnly) ? true : null,
            }),
        };
    }

    private static ImportKind<Unsubscriber> Unsubscriptions()
    {
        var list = List("The list that users are removed from.");
        var campaign = new Option<long?>("--campaign") { Description = "The campaign that the unsubscribes count for.", HelpName = "id" };
        var channel = new Option<bool>("--channel") { Description = "Unsubscribes from the channel of the list as well." };
        return new()
        {
            Name = "unsubscribe",
            Description = "Removes users from a list.",
            Shape = RecordShape.Of<Unsubscriber>("email", "userId"),
            Options = [list, campaign, channel],
            Examples = [("itbl import unsubscribe gone.csv --list 42 --only email", "removes those users from the list")],
            Create = Model<Unsubscriber>,
            OpenLane = (bulk, parsed, _) => bulk.ListUnsubscriptions(parsed.GetValue(list), new()
            {
                DrainTime = Drain, CampaignId = parsed.GetValue(campaign), ChannelUnsubscribe = parsed.GetValue(channel) ? true : null,
            }),
        };
    }

    private static ImportKind<UpdateSubscriptionsRequest> Subscriptions() => new()
    {
        Name = "subscriptions",
        Description = "Sets the lists, channels and message types of users. Ids in CSV are separated by semicolons; [] clears them. What a row does not name stays as it is.",
        Shape = RecordShape.Of<UpdateSubscriptionsRequest>("email", "userId"),
        Examples = [("itbl import subscriptions preferences.csv", "columns such as email and unsubscribedChannelIds")],
        Create = Model<UpdateSubscriptionsRequest>,
        OpenLane = (bulk, _, _) => bulk.SubscriptionUpdates(new() { DrainTime = Drain }),
    };

    private static ImportKind<BulkCatalogItem> CatalogItems()
    {
        var catalog = Catalog();
        var keep = new Option<bool>("--keep-fields") { Description = "Keeps the fields of items that a row does not have. Without it an item is replaced as a whole." };
        return new()
        {
            Name = "catalog",
            Description = "Creates and replaces items of a catalog. What is not itemId is a field of the item.",
            Shape = new([KeyValuePair.Create("itemId", typeof(string)), KeyValuePair.Create("fields", typeof(JObject))], "fields", "itemId"),
            Options = [catalog, keep],
            Examples = [("itbl import catalog books.parquet --catalog books --map isbn=itemId", "items of the catalog books")],
            Create = static json => Text(json["itemId"]) is { } id ? new BulkCatalogItem(id, json["fields"] as JObject ?? []) : null,
            OpenLane = (bulk, parsed, _) => bulk.CatalogItems(parsed.GetValue(catalog)!, new() { DrainTime = Drain, ReplaceUploadedFieldsOnly = parsed.GetValue(keep) }),
        };
    }

    private static ImportKind<string> CatalogDeletions()
    {
        var catalog = Catalog();
        return new()
        {
            Name = "catalog-delete",
            Description = "Deletes items of a catalog by their ids.",
            Shape = new([KeyValuePair.Create("itemId", typeof(string))], null, "itemId"),
            Options = [catalog],
            Examples = [("itbl import catalog-delete sold-out.csv --catalog books --only itemId", "deletes those items of the catalog books")],
            Create = static json => Text(json["itemId"]),
            OpenLane = (bulk, parsed, _) => bulk.CatalogItemDeletions(parsed.GetValue(catalog)!, new() { DrainTime = Drain }),
        };
    }

    private static Option<long> List(string description) => new("--list") { Description = description, HelpName = "id", Required = true };

    private static Option<string> Catalog() => new("--catalog") { Description = "The catalog.", HelpName = "name", Required = true };

    // Ids are often numbers in JSON and Parquet.
    private static string? Text(JToken? value) => value is JValue { Value: string or long } ? (string?)value : null;

    private static TRecord Model<TRecord>(JObject json)
        where TRecord : IterableModel => IterableModel.FromJson<TRecord>(json.ToString(Formatting.None));
}
