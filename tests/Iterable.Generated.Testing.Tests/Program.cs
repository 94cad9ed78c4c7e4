using Iterable.Generated.Testing.Tests.Bulk;
using Iterable.Generated.Testing.Tests.Simulation;

// What tests start beside themselves: to be killed, or to have one thread.
return args switch
{
    [KilledImport.Command, var file, var mark, var address, var key, var death] => await KilledImport.RunAsync(file, mark, new Uri(address), key, int.Parse(death)),
    [Simulator.Command, var first, var count, var what] => Simulator.Run(int.Parse(first), int.Parse(count), Enum.Parse<SimulatorOutput>(what)),
    _ => 0,
};
