using Samples.DmaCopy;

return await new Demonstration().RunAsync() ? 0 : 1;
