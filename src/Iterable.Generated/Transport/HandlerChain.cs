using System.Reflection;
#if NET
using System.Runtime.CompilerServices;
#endif

namespace Iterable.Generated;

/// <summary>Handlers of others, as far as they can be seen: which of them repeat requests, and whether the last one follows redirects.</summary>
internal static class HandlerChain
{
    /// <summary>A handler and those within it, down to the transport.</summary>
    public static IEnumerable<HttpMessageHandler> From(HttpMessageHandler? handler)
    {
        for (var at = handler; at is not null; at = (at as DelegatingHandler)?.InnerHandler)
            yield return at;
    }

    /// <summary>The handlers of a client; none where the platform keeps them elsewhere.</summary>
    public static IEnumerable<HttpMessageHandler> From(HttpClient client)
    {
        try
        {
            return From(HandlerOf(client));
        }
        catch (MissingFieldException)
        {
            return [];
        }
    }

    /// <summary>Whether a handler may send what it is given more than once: those of Microsoft.Extensions.Http.Resilience and of Microsoft.Extensions.Http.Polly.</summary>
    public static bool IsResilience(HttpMessageHandler handler)
    {
        for (var type = handler.GetType(); type is not null; type = type.BaseType)
        {
            if (type.FullName is "Microsoft.Extensions.Http.Resilience.ResilienceHandler" or "Microsoft.Extensions.Http.PolicyHttpMessageHandler")
                return true;
        }

        return false;
    }

    public static bool FollowsRedirects(HttpMessageHandler handler) => handler switch
    {
        HttpClientHandler { AllowAutoRedirect: var follows } => follows,
#if NET
        SocketsHttpHandler { AllowAutoRedirect: var follows } => follows,
#endif
        _ => Redirects(handler) is { } property && (bool)property.GetValue(handler)!,
    };

    /// <summary>Lets a transport follow no redirects from now on.</summary>
    /// <returns>False when it is too late, since the transport has sent something already.</returns>
    public static bool StopRedirects(HttpMessageHandler handler)
    {
        try
        {
            switch (handler)
            {
                case HttpClientHandler known:
                    known.AllowAutoRedirect = false;
                    break;
#if NET
                case SocketsHttpHandler known:
                    known.AllowAutoRedirect = false;
                    break;
#endif
                default:
                    Redirects(handler)?.SetValue(handler, false);
                    break;
            }
        }
        catch (Exception e) when (e is InvalidOperationException or NotSupportedException or TargetInvocationException)
        {
            return false;
        }

        return !FollowsRedirects(handler);
    }

    // Transports of other platforms, such as WinHttpHandler.
    private static PropertyInfo? Redirects(HttpMessageHandler handler) =>
        new[] { "AllowAutoRedirect", "AutomaticRedirection" }.Select(handler.GetType().GetProperty).FirstOrDefault(property => property?.PropertyType == typeof(bool) && property.CanWrite);

#if NET
    private static HttpMessageHandler? HandlerOf(HttpMessageInvoker client) => Handler(client);

    [UnsafeAccessor(UnsafeAccessorKind.Field, Name = "_handler")]
    private static extern ref HttpMessageHandler Handler(HttpMessageInvoker client);
#else
    private static HttpMessageHandler? HandlerOf(HttpMessageInvoker client) =>
        new[] { "_handler", "handler" }
            .Select(name => typeof(HttpMessageInvoker).GetField(name, BindingFlags.Instance | BindingFlags.NonPublic))
            .FirstOrDefault(field => field is not null)?.GetValue(client) as HttpMessageHandler;
#endif
}
