using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>The body of a call that is written out, in the terms that requests have.</summary>
internal static class WrittenBody
{
    private static readonly DataFieldsOptions AsTheService = new() { CamelCase = true };

    /// <exception cref="ArgumentException">It is nothing that JSON has an object for.</exception>
    public static object From(object body)
    {
        if (body is JProperty)
            throw new ArgumentException("The body is a JProperty, which is no JSON without the object around it.", nameof(body));
        if (body is IterableModel or JToken)
            return body;

        try
        {
            return DataFields.From(body, AsTheService);
        }
        catch (ArgumentException e)
        {
            throw new ArgumentException($"The body cannot be sent as a JSON object: {e.Message} Another kind of JSON can be given as a JToken or as text.", nameof(body));
        }
    }
}
