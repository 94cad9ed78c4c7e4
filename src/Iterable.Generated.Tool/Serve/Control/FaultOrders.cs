using System.Net;
using Iterable.Generated.Testing;
using Iterable.Generated.Tool.Hosting;
using Iterable.Generated.Tool.Input;
using Newtonsoft.Json.Linq;

namespace Iterable.Generated.Tool.Serve.Control;

/// <summary>Faults as JSON: one order or a list of them. They are checked before the first is placed.</summary>
internal static class FaultOrders
{
    private const string Known = "An order has for (an operation, exportFiles or any), fault, times or always, after, method, and what the fault takes.";

    /// <exception cref="ToolException">An order cannot be one; none was placed.</exception>
    public static int Place(JToken orders, string place, IterableTestFaults faults)
    {
        var placing = (orders as JArray ?? [orders]).Select((order, index) => Read(order, orders is JArray ? $"{place}[{index}]" : place, faults)).ToList();
        foreach (var order in placing)
            order();
        return placing.Count;
    }

    private static Action Read(JToken value, string place, IterableTestFaults faults)
    {
        var order = new MemberReader(value, place);
        var fault = Target(order, faults);
        if (order.OptionalText("method") is { } method)
            fault.When(request => request.Method.Equals(method, StringComparison.OrdinalIgnoreCase));
        if (order.OptionalInteger("times") is { } times)
            fault.Times(times is >= 1 and <= int.MaxValue ? (int)times : throw ToolException.Usage($"{place}.times has to be at least 1."));
        if (order.OptionalInteger("after") is { } after)
            fault.After(after is >= 0 and <= int.MaxValue ? (int)after : throw ToolException.Usage($"{place}.after cannot be negative."));
        if (order.OptionalFlag("always") == true)
            fault.Always();

        var placing = Kind(order, fault);
        order.Finish(Known);
        return placing;
    }

    private static IterableTestFault Target(MemberReader order, IterableTestFaults faults)
    {
        switch (order.OptionalText("for") ?? "any")
        {
            case "any":
                return faults.ForAnyRequest();
            case "exportFiles":
                return faults.ForExportFiles();
            case var operation when IterableOperations.All.Any(known => known.Id == operation):
                return faults.For(operation);
            case var unknown:
                throw ToolException.Usage($"{order.Place}.for is {unknown}, which is no operation. It can be any, exportFiles or an operationId such as trackEvent.");
        }
    }

    private static Action Kind(MemberReader order, IterableTestFault fault)
    {
        switch (order.Text("fault"))
        {
            case "respond":
                var (status, body, type) = (Status(order), order.OptionalText("body") ?? "", order.OptionalText("contentType") ?? "application/json");
                return () => fault.Respond(status, body, type);
            case "respondError":
                var (errorStatus, code, message, parameters) = (Status(order), order.Text("code"), order.OptionalText("message") ?? "", order.OptionalMembers("params"));
                return () => fault.RespondError(errorStatus, code, message, parameters);
            case "respondHtml":
                var (htmlStatus, title) = (Status(order), order.OptionalText("title"));
                return () => fault.RespondHtml(htmlStatus, title);
            case "rateLimited":
                var (retryAfter, reset) = (order.OptionalSeconds("retryAfter"), order.OptionalSeconds("rateLimitReset"));
                return () => fault.RateLimited(retryAfter, reset);
            case "delay":
                var delay = Seconds(order);
                return () => fault.Delay(delay);
            case "cutConnection":
                return fault.CutConnection;
            case "loseAnswer":
                return fault.LoseAnswer;
            case "cutBody":
                var cutAfter = AfterBytes(order);
                return () => fault.CutBody(cutAfter);
            case "stallBody":
                var (stallAfter, stall) = (AfterBytes(order), Seconds(order));
                return () => fault.StallBody(stallAfter, stall);
            case "endBody":
                var (endAfter, ending) = (AfterBytes(order), order.OptionalText("ending") ?? "");
                return () => fault.EndBody(endAfter, ending);
            case "respondExpiredLink":
                return fault.RespondExpiredLink;
            case var unknown:
                throw ToolException.Usage(
                    $"{order.Place}.fault is {unknown}. It can be respond, respondError, respondHtml, rateLimited, delay, cutConnection, loseAnswer, cutBody, stallBody, endBody or respondExpiredLink.");
        }
    }

    private static HttpStatusCode Status(MemberReader order) => order.Integer("status") is >= 200 and <= 599 and var status
        ? (HttpStatusCode)status
        : throw ToolException.Usage($"{order.Place}.status has to be from 200 to 599.");

    private static TimeSpan Seconds(MemberReader order) =>
        order.OptionalSeconds("seconds") ?? throw ToolException.Usage($"{order.Place} has no seconds.");

    private static long AfterBytes(MemberReader order) => order.OptionalInteger("afterBytes") is not { } bytes
        ? 0
        : bytes >= 0 ? bytes : throw ToolException.Usage($"{order.Place}.afterBytes cannot be negative.");
}
