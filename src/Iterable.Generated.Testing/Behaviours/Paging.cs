using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Testing;

/// <summary>Answers that come in pages counted from 1, with the addresses of their neighbours and a total.</summary>
internal static class Paging
{
    public static JObject Page(ApiCall call, string itemsMember, string totalMember, IReadOnlyList<JObject> items)
    {
        var page = call.Parameters.Integer("page") ?? 1;
        var size = call.Parameters.Integer("pageSize") ?? 10;
        var before = (page - 1) * size;
        var json = new JObject
        {
            [itemsMember] = new JArray(items.Skip((int)Math.Min(before, int.MaxValue)).Take((int)Math.Min(size, int.MaxValue))),
            [totalMember] = items.Count,
        };
        if (before + size < items.Count)
            json["nextPageUrl"] = Url(call, page + 1, size);
        if (page > 1)
            json["previousPageUrl"] = Url(call, page - 1, size);
        return json;
    }

    private static string Url(ApiCall call, long page, long size) => FormattableString.Invariant($"{call.Address}?page={page}&pageSize={size}");
}
