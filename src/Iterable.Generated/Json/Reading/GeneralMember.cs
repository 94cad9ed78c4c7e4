using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>A member that Newtonsoft.Json has to put into its place: it has a converter or conditions of its own, or can only be added to.</summary>
internal sealed class GeneralMember(string name) : ObjectMember
{
    public override bool TakesNull => true;

    public override Fit Read(ref JsonCursor json, object target)
    {
        var start = json;
        var members = json.Memory.Rent();
        members.Add(Utf8Text.Encode(Newtonsoft.Json.JsonConvert.ToString(name) + ":"), json.Skip());
        var fit = Populate(() => IterableJson.Populate(members.ToArray(), target));
        json.Memory.Return(members);
        if (fit != Fit.Yes)
            json = start;
        return fit;
    }

    public override Fit Read(ReadOnlySpan<byte> text, object target)
    {
        var members = new JObject { [name] = JsonTokens.FromText(text) };
        return Populate(() => IterableJson.Populate(members, target));
    }

    private static Fit Populate(Action populate)
    {
        try
        {
            populate();
            return Fit.Yes;
        }
        catch (UnreadableJsonException)
        {
            return Fit.OtherKind;
        }
    }
}
