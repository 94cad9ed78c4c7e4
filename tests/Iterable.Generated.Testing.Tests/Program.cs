using Iterable.Generated.Testing.Tests.Bulk;

// What tests start beside themselves, to be killed.
return args is [KilledImport.Command, var file, var mark, var address, var key, var death] ? await KilledImport.RunAsync(file, mark, new Uri(address), key, int.Parse(death)) : 0;
