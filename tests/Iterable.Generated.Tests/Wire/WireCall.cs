using System.Reflection;
using System.Text;
using RichardSzalay.MockHttp;

namespace Iterable.Generated.Tests.Wire;

/// <summary>Calls the C# method of an operation, found by its name, and keeps what went over the wire.</summary>
internal sealed class WireCall : IDisposable
{
    private static readonly JsonSerializerSettings Plain = new() { DateParseHandling = DateParseHandling.None };

    private readonly SpecOperation _operation;
    private readonly MockHttpMessageHandler _network = new();
    private readonly IterableClient _client;

    public WireCall(SpecOperation operation, HttpContent answer, HttpStatusCode status = HttpStatusCode.OK, IIterableTokenProvider? tokens = null)
    {
        _operation = operation;
        _network.When("*").Respond(async request =>
        {
            Request = request;
            RequestBody = request.Content is null ? null : await request.Content.ReadAsStringAsync();
            return new HttpResponseMessage(status) { Content = answer };
        });
        _client = new IterableClient(new IterableClientOptions { ApiKey = "the-key", TokenProvider = tokens }, _network.ToHttpClient());
    }

    public HttpRequestMessage? Request { get; private set; }

    public string? RequestBody { get; private set; }

    /// <summary>The typed request body that was sent, if the operation has one.</summary>
    public object? SentModel { get; private set; }

    public static HttpContent JsonAnswer(JToken json) => new StringContent(json.ToString(Formatting.None), Encoding.UTF8, "application/json");

    /// <summary>Makes the call with every parameter, or with the required ones alone, and returns its result.</summary>
    public async Task<object?> SendAsync(bool everyParameter = true, CancellationToken cancellationToken = default)
    {
        var resource = typeof(IterableClient).GetProperties().Single(p => p.PropertyType.Name == $"I{_operation.Tag}Client").GetValue(_client)!;
        var name = char.ToUpperInvariant(_operation.Id[0]) + _operation.Id[1..] + "Async";
        var method = resource.GetType().GetInterface($"I{_operation.Tag}Client")!.GetMethod(name)
            ?? throw new AssertionException($"I{_operation.Tag}Client has no method {name} for the operation {_operation.Id}");

        var arguments = method.GetParameters().Select(p => Argument(p, everyParameter, cancellationToken)).ToArray();
        var task = (Task)method.Invoke(resource, arguments)!;
        await task;
        return task.GetType().GetProperty("Result")!.GetValue(task);
    }

    public void Dispose()
    {
        _client.Dispose();
        _network.Dispose();
    }

    private object? Argument(ParameterInfo parameter, bool everyParameter, CancellationToken cancellationToken)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
            return cancellationToken;
        if (parameter.Name == "request")
            return SentModel = JsonConvert.DeserializeObject(Body(everyParameter).ToString(), parameter.ParameterType, Plain);

        var declared = _operation.Parameters.SingleOrDefault(p => p.VariableName == parameter.Name)
            ?? throw new AssertionException($"{_operation.Id}: the method has a parameter '{parameter.Name}' that the specification does not have");
        if (!declared.IsRequired && !everyParameter)
        {
            Assert.That(parameter.HasDefaultValue, Is.True, $"{_operation.Id}: '{parameter.Name}' is optional");
            return null;
        }

        var type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        return type == typeof(DateTimeOffset) ? Sample.Instant : Sample.For(declared.Schema).ToObject(type);
    }

    /// <summary>The body that must arrive.</summary>
    public JObject Body(bool everyMember)
    {
        var all = (JObject)Sample.For(_operation.RequestSchema!);
        if (everyMember)
            return all;
        var required = (SpecDocument.Resolve(_operation.RequestSchema!)["required"] ?? new JArray()).Select(name => (string)name!).ToList();
        return new JObject(all.Properties().Where(p => required.Contains(p.Name)));
    }
}
