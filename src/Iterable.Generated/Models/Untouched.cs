using Newtonsoft.Json.Linq;

namespace Iterable.Generated;

/// <summary>
/// What a request's list, dictionary or free-form object is until somebody sets another: there to be filled, and not sent while it is empty. One
/// that was set is sent as it is, since the service takes an empty list for a wish to clear.
/// </summary>
internal interface IUntouched
{
    int Count { get; }
}

/// <inheritdoc />
internal sealed class UntouchedList<T> : List<T>, IUntouched;

/// <inheritdoc />
internal sealed class UntouchedMap<TKey, TValue> : Dictionary<TKey, TValue>, IUntouched
    where TKey : notnull;

/// <inheritdoc />
internal sealed class UntouchedObject : JObject, IUntouched;
