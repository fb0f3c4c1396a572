using Samples.Devices;
using Samples.Minimal;

return await Walkthrough.RunAsync(device => new MinimalDriver(device));
