using Webhooks;

await SuppressionService.Create(WebApplication.CreateBuilder(args)).RunAsync();
