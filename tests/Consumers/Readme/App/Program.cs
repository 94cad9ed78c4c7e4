using System.Reflection;
using System.Runtime.Versioning;
using Iterable.Generated;
using Iterable.Generated.Testing;

await using var server = await IterableTestServer.StartAsync();
server.Catalogs.Add("books");
server.Catalogs.AddItem("books", "b-1", new { title = "Notes" });
using var iterable = server.CreateClient();
await App.Example.Use(iterable);
await Library.Example.Use(iterable);
Console.WriteLine("loaded " + typeof(IterableClient).Assembly.GetCustomAttribute<TargetFrameworkAttribute>()!.FrameworkName);
