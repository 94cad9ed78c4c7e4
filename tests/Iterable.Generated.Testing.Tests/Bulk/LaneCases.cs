namespace Iterable.Generated.Testing.Tests.Bulk;

/// <summary>The lanes, each with the kinds of records that it can have.</summary>
internal static class LaneCases
{
    public static IEnumerable<LaneCase> All =>
    [
        new LaneCase<UserUpdateRequest>(
            "users",
            IterableOperations.BulkUpdateUsers,
            (world, options) => world.Client.Bulk.UserUpdates(Users(options)),
            (plan, number, world) =>
            {
                var (email, userId) = Name(plan);
                return Numbered(new UserUpdateRequest { Email = email, UserId = userId, DataFields = Fields(plan, world) }, number);
            },
            RecordKind.Invalid, RecordKind.Forgotten, RecordKind.Conflict, RecordKind.InvalidData, RecordKind.Unnamed, RecordKind.WrongType, RecordKind.NewField, RecordKind.TooLarge,
            RecordKind.Nameless, RecordKind.Unwritable),
        new LaneCase<TrackEventRequest>(
            "events",
            IterableOperations.TrackBulkEvents,
            (world, options) => world.Client.Bulk.Events(options),
            (plan, number, world) =>
            {
                var (email, userId) = Name(plan);
                var name = plan.Kind == RecordKind.Disallowed ? World.ForbiddenEvent : World.Event;
                return Numbered(
                    new TrackEventRequest(name)
                    {
                        Email = email, UserId = userId, Id = plan.Shouts ? $"event-{number}" : null, CreateNewFields = false, DataFields = Fields(plan, world),
                    },
                    number);
            },
            RecordKind.Invalid, RecordKind.Forgotten, RecordKind.Unnamed, RecordKind.Disallowed, RecordKind.WrongType, RecordKind.NewField, RecordKind.TooLarge, RecordKind.Nameless,
            RecordKind.Unwritable),
        new LaneCase<Subscriber>(
            "list subscriptions",
            IterableOperations.SubscribeToList,
            (world, options) => world.Client.Bulk.ListSubscriptions(world.ListId, Subscribers(options)),
            (plan, number, world) =>
            {
                var (email, userId) = Name(plan);
                return Numbered(new Subscriber { Email = email, UserId = userId, DataFields = Fields(plan, world) }, number);
            },
            RecordKind.Invalid, RecordKind.Forgotten, RecordKind.Conflict, RecordKind.Unknown, RecordKind.InvalidData, RecordKind.Unnamed, RecordKind.WrongType, RecordKind.TooLarge,
            RecordKind.Nameless, RecordKind.Unwritable),
        new LaneCase<Unsubscriber>(
            "list unsubscriptions",
            IterableOperations.UnsubscribeFromList,
            (world, options) => world.Client.Bulk.ListUnsubscriptions(world.ListId, Unsubscribers(options)),
            (plan, number, _) =>
            {
                var (email, userId) = Name(plan);
                return Numbered(new Unsubscriber { Email = email, UserId = userId }, number);
            },
            RecordKind.Invalid, RecordKind.Unknown, RecordKind.Nameless),
        new LaneCase<UpdateSubscriptionsRequest>(
            "subscriptions",
            IterableOperations.BulkUpdateSubscriptions,
            (world, options) => world.Client.Bulk.SubscriptionUpdates(options),
            (plan, number, world) =>
            {
                var (email, userId) = Name(plan);
                return Numbered(
                    new UpdateSubscriptionsRequest { Email = email, UserId = userId, EmailListIds = [plan.Kind == RecordKind.FailsCall ? World.UnknownList : world.ListId] },
                    number);
            },
            RecordKind.Invalid, RecordKind.FailsCall, RecordKind.FailsInside, RecordKind.Nameless),
        new LaneCase<BulkCatalogItem>(
            "catalog items",
            IterableOperations.BulkUpdateCatalogItems,
            (world, options) => world.Client.Bulk.CatalogItems(World.Catalog, Items(options)),
            (plan, number, world) =>
            {
                var fields = Fields(plan, world);
                fields[LaneCase.NumberName] = number;
                if (plan.Kind == RecordKind.FailsCall)
                    fields["a.b"] = 1;
                return new BulkCatalogItem(plan.Kind == RecordKind.Nameless ? "" : $"{(plan.Shouts ? "B" : "b")}-{plan.User}", fields);
            },
            RecordKind.FailsCall, RecordKind.TooLarge, RecordKind.Nameless, RecordKind.Unwritable) { OnlyConfirms = true },
        new LaneCase<PurchaseRequest>(
            "purchases",
            IterableOperations.TrackPurchase,
            (world, options) => world.Client.Bulk.Purchases(options),
            (plan, number, world) =>
            {
                var (email, userId) = Name(plan);
                return Numbered(
                    new PurchaseRequest(new CommerceUser { Email = email, UserId = userId }, [], 1)
                    {
                        Id = plan.Shouts ? $"purchase-{number}" : null, DataFields = Fields(plan, world),
                    },
                    number);
            },
            RecordKind.Invalid, RecordKind.Forgotten, RecordKind.TooLarge, RecordKind.Nameless, RecordKind.Unwritable) { OnlyConfirms = true },
    ];

    private static (string? Email, string? UserId) Name(RecordPlan plan)
    {
        if (plan.Kind == RecordKind.Nameless)
            return (null, plan.Shouts ? " " : null);

        // What is wrong with the record is not wrong with its user, mostly.
        var kind = plan.Kind is RecordKind.Invalid or RecordKind.Forgotten or RecordKind.Unknown or RecordKind.InvalidData or RecordKind.Unnamed or RecordKind.FailsInside ? plan.Kind : RecordKind.Good;
        var email = World.Email(kind, plan.User);
        var userId = plan.Kind == RecordKind.Conflict ? World.TakenUserId : World.UserId(kind, plan.User);
        var naming = plan.Kind switch
        {
            RecordKind.Invalid => Naming.Email,
            RecordKind.Conflict => Naming.Both,
            _ => plan.Naming,
        };
        return (naming == Naming.UserId ? null : plan.Shouts ? email.ToUpperInvariant() : email, naming == Naming.Email ? null : userId);
    }

    private static JObject Fields(RecordPlan plan, World world)
    {
        var fields = new JObject { [Expectations.WrongField] = plan.Kind == RecordKind.WrongType ? "old" : 31 };
        var padding = plan.Kind == RecordKind.TooLarge ? world.Bytes : plan.Padding;
        if (padding > 0)
            fields["pad"] = new string('x', padding);
        if (plan.Kind == RecordKind.NewField)
            fields[Expectations.NewField] = 1;
        if (plan.Kind == RecordKind.Unwritable)
            fields["ratio"] = double.NaN;
        return fields;
    }

    private static TRecord Numbered<TRecord>(TRecord record, int number)
        where TRecord : IterableModel
    {
        record.AdditionalProperties[LaneCase.NumberName] = number;
        return record;
    }

    private static BulkUserUpdateOptions Users(BulkOptions options) => Copy(options, new BulkUserUpdateOptions { CreateNewFields = false });

    private static BulkListSubscriptionOptions Subscribers(BulkOptions options) => Copy(options, new BulkListSubscriptionOptions { UpdateExistingUsersOnly = true });

    private static BulkListUnsubscriptionOptions Unsubscribers(BulkOptions options) => Copy(options, new BulkListUnsubscriptionOptions());

    private static BulkCatalogItemOptions Items(BulkOptions options) => Copy(options, new BulkCatalogItemOptions());

    private static TOptions Copy<TOptions>(BulkOptions from, TOptions to)
        where TOptions : BulkOptions
    {
        (to.MaxBatchBytes, to.MaxBatchRecords, to.MaxConcurrentCalls, to.MaxPendingRecords) = (from.MaxBatchBytes, from.MaxBatchRecords, from.MaxConcurrentCalls, from.MaxPendingRecords);
        (to.MaxResends, to.Linger, to.DrainTime) = (from.MaxResends, from.Linger, from.DrainTime);
        return to;
    }
}
