using Samples.Devices;
using Samples.Mlx5Style;

return await Walkthrough.RunAsync(device => new Mlx5Driver(device));
