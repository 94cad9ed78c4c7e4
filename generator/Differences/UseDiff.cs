namespace Iterable.Generator.Differences;

/// <summary>Compares what is said about a value besides its type.</summary>
internal static class UseDiff
{
    // The SDK leaves it to the service to check these.
    private static readonly string[] Limits =
    [
        "minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern",
        "minItems", "maxItems", "uniqueItems", "minProperties", "maxProperties",
    ];

    public static void Compare(Site site, Func<string, JToken?> was, Func<string, JToken?> now, ChangeList changes)
    {
        CompareNullable(site, IsTrue(was("nullable")), IsTrue(now("nullable")), changes);
        CompareWire(site, was(Extension.Wire), now(Extension.Wire), changes);
        if (!Format(was("format")).SaysTheSame(Format(now("format"))))
            changes.Informational(site.Id("format-changed"), site.Location, $"{site.Subject} has the format {now("format").Show()} instead of {was("format").Show()}: the service may expect or send other texts, and whether its C# type is another one the public surface shows.");
        if (!was("default").SaysTheSame(now("default")))
            changes.Informational(site.Id("default-changed"), site.Location, $"{site.Subject} has the default {now("default").Show()} instead of {was("default").Show()}: code compiles as before, and where it gives no value the service takes the other one.");

        var changed = Limits.Where(key => !Limit(was(key)).SaysTheSame(Limit(now(key)))).ToList();
        if (changed.Count > 0)
        {
            var limits = string.Join(", ", changed.Select(key => $"{key} {Limit(now(key)).Show()} instead of {Limit(was(key)).Show()}"));
            changes.Informational(site.Id("limits-changed"), site.Location, $"{site.Subject} has other limits ({limits}): code compiles as before, and {(changed.Exists(key => key is "maxItems" or "maxProperties") ? "the SDK checks how much a list or map of a request can hold before it is sent, the service the rest" : "the service, not the SDK, checks them")}.");
        }

        if (site.Kind is not SiteKind.Property)
            return;

        changes.Deprecation("property", site.Location, site.Subject, IsDeprecated(was), IsDeprecated(now));
        if (!was(Extension.Within).SaysTheSame(now(Extension.Within)))
            changes.Informational(site.Id("place-changed"), site.Location, $"{site.Subject} is also read inside of {now(Extension.Within).Show()} instead of {was(Extension.Within).Show()}: code compiles as before, and older versions miss it where the service sends it there.");
        if (!was(Extension.DaysAhead).SaysTheSame(now(Extension.DaysAhead)))
            changes.Informational(site.Id("days-ahead-changed"), site.Location, $"{site.Subject} can lie {now(Extension.DaysAhead).Show()} days ahead instead of {was(Extension.DaysAhead).Show()}: code compiles as before, and the SDK refuses a later one before it is sent.");
        CompareClearing(site, IsTrue(was(Extension.Clearable)), IsTrue(now(Extension.Clearable)), changes);
        if (IsTrue(was(Extension.Deferred)) != IsTrue(now(Extension.Deferred)))
            changes.Informational(site.Id("deferral-changed"), site.Location, $"{site.Subject} is {(IsTrue(now(Extension.Deferred)) ? "read only once it is asked for" : "read with the rest of its model")}: code compiles as before, and reading costs time and memory at another moment.");
        if (!was(Extension.Failed).SaysTheSame(now(Extension.Failed)))
            changes.Informational(site.Id("failures-changed"), site.Location, $"{site.Subject} names records that failed by {now(Extension.Failed).Show()} instead of {was(Extension.Failed).Show()}: code compiles as before, and outcomes of records in bulk are told by the new rule.");
    }

    // Who reads fears the null that comes; who writes fears the null that is refused.
    private static void CompareNullable(Site site, bool was, bool now, ChangeList changes)
    {
        if (was == now)
            return;

        var (id, says) = now ? ("became-nullable", "can be null") : ("no-longer-nullable", "can no longer be null");
        var isSafe = site.Kind is SiteKind.Response ? !now : now;
        var (level, meaning) = site switch
        {
            { IsMandatory: false } => (ChangeLevel.Informational, "null is allowed in C# in any case, and the service treats it differently"),
            _ when isSafe => (ChangeLevel.Compatible, "code that gives or expects a value runs as before"),
            { Kind: SiteKind.Response } => (ChangeLevel.Breaking, "code that takes the result as given fails on null when it runs"),
            _ => (ChangeLevel.Breaking, "code that gives null is refused when it runs"),
        };
        changes.Add(level, site.Id(id), site.Location, $"{site.Subject} {says}: {meaning}.");
    }

    // Whoever sets null, to be on the safe side, removes what is there from now on; whoever meant to no longer does.
    private static void CompareClearing(Site site, bool was, bool now, ChangeList changes)
    {
        if (was == now || !(site.WasSent && site.IsSent))
            return;

        var (id, meaning) = now
            ? ("became-clearable", "is sent as null once it is set to null: code that sets null compiles as before, and removes what is there when it runs, where it left it alone")
            : ("no-longer-clearable", "is left out when it is null: code that sets null compiles as before, and no longer removes what is there when it runs");
        changes.Breaking(site.Id(id), site.Location, $"{site.Subject} {meaning}.");
    }

    private static void CompareWire(Site site, JToken? was, JToken? now, ChangeList changes)
    {
        if (was.SaysTheSame(now))
            return;

        var travels = $"{site.Subject} travels as {now.Show()} instead of {was.Show()}: code compiles as before, and";
        if (site.WasSent && site.IsSent)
            changes.Breaking(site.Id("wire-form-changed"), site.Location, $"{travels} what it sends is written in the other form, which is a correction only if the service expects that one.");
        else
            changes.Informational(site.Id("wire-form-changed"), site.Location, $"{travels} a time is read in every form.");
    }

    // What a number is without a format.
    private static JToken? Format(JToken? format) => format is JValue { Value: "int32" or "double" } ? null : format;

    private static JToken? Limit(JToken? limit) => limit is JValue { Value: false } ? null : limit;

    private static bool IsTrue(JToken? token) => token is JValue { Value: true };

    private static bool IsDeprecated(Func<string, JToken?> said) => IsTrue(said("deprecated")) || said(Extension.Deprecated) is not null;
}
