namespace Iterable.Generated;

/// <summary>How Iterable authenticates itself to an endpoint, as it is set in Iterable.</summary>
public enum IterableWebhookScheme
{
    /// <summary>
    /// <c>Basic</c>. A system webhook sends the token as it is, without the word <c>Basic</c>; with the word it is taken too, and so is the token in Base64, which is how name and password
    /// (<c>name:password</c>) travel.
    /// </summary>
    Basic,

    /// <summary><c>OAuth2</c>, with a fixed token: <c>OAuth2 &lt;token&gt;</c>, also as <c>Bearer &lt;token&gt;</c> or the token alone.</summary>
    OAuth,

    /// <summary>A header of one's own, <see cref="IterableEndpointOptions.HeaderName" />, whose value is the secret.</summary>
    Header,

    /// <summary>Not at all. Whoever knows the address can send what they like, unless something before the endpoint asks, such as <c>RequireAuthorization</c> or a proxy.</summary>
    None,
}
