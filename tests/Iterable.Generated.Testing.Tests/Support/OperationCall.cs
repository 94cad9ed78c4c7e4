using System.Reflection;
using System.Text;
using Newtonsoft.Json;

namespace Iterable.Generated.Testing.Tests;

/// <summary>Calls an operation of the document through the method that the client has for it.</summary>
internal static class OperationCall
{
    private static readonly JsonSerializerSettings Settings = new() { DateParseHandling = DateParseHandling.None };

    /// <summary>The typed result; a stream is read to its end and returned as text.</summary>
    public static async Task<object?> InvokeAsync(IIterableClient client, ApiOperation operation, IReadOnlyDictionary<string, JToken> known)
    {
        var (target, method) = Find(client, operation.Id);
        var parameters = method.GetParameters();
        var arguments = parameters.Select(parameter => Argument(operation, parameters, parameter, known)).ToArray();
        var task = (Task)method.Invoke(target, arguments)!;
        await task;
        var result = task.GetType().GetProperty("Result")?.GetValue(task);
        if (result is not IterableStreamResponse stream)
            return result;

        await using (stream)
        {
            using var reader = new StreamReader(stream.Content, Encoding.UTF8);
            return await reader.ReadToEndAsync();
        }
    }

    private static (object Target, MethodInfo Method) Find(IIterableClient client, string operationId)
    {
        var name = char.ToUpperInvariant(operationId[0]) + operationId[1..] + "Async";
        return typeof(IIterableClient).GetProperties()
            .Where(property => property.PropertyType.IsInterface)
            .Select(property => (property.GetValue(client)!, property.PropertyType.GetMethod(name)!))
            .Single(candidate => candidate.Item2 is not null);
    }

    private static object? Argument(ApiOperation operation, ParameterInfo[] all, ParameterInfo parameter, IReadOnlyDictionary<string, JToken> known)
    {
        if (parameter.ParameterType == typeof(CancellationToken))
            return CancellationToken.None;
        if (parameter.Name == "request")
            return JsonConvert.DeserializeObject(Example.Of(operation.Body!, "request", known).ToString(), parameter.ParameterType, Settings);

        // Those that have another name in C# are those that are left over, in their order.
        var others = all.Where(other => other.ParameterType != typeof(CancellationToken) && !operation.Parameters.Any(candidate => IsNamed(other, candidate))).ToList();
        var declared = operation.Parameters.SingleOrDefault(candidate => IsNamed(parameter, candidate))
            ?? operation.Parameters.Where(candidate => !all.Any(other => IsNamed(other, candidate))).ElementAt(others.IndexOf(parameter));
        var json = Example.Of(declared.Schema, parameter.Name!, known);
        var type = parameter.ParameterType.IsInterface ? typeof(List<>).MakeGenericType(parameter.ParameterType.GetGenericArguments()) : parameter.ParameterType;
        if ((Nullable.GetUnderlyingType(type) ?? type) == typeof(DateTimeOffset))
            return WireTime.Read(json, declared.Schema.Wire);
        return JsonConvert.DeserializeObject(json.ToString(Formatting.None), type, Settings);
    }

    private static bool IsNamed(ParameterInfo parameter, ApiParameter declared) => string.Equals(parameter.Name, declared.Name, StringComparison.OrdinalIgnoreCase);
}
