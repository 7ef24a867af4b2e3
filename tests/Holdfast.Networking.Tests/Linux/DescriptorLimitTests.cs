using System.Globalization;
using Holdfast.Networking.Linux;

namespace Holdfast.Networking.Tests.Linux;

public class DescriptorLimitTests
{
    [Fact]
    public void Limits_AreThoseTheKernelTells()
    {
        // "Max open files   soft   hard   files"
        string[] words = File.ReadLines("/proc/self/limits").First(line => line.StartsWith("Max open files")).Split(' ', StringSplitOptions.RemoveEmptyEntries);
        DescriptorLimit.Current.ToString(CultureInfo.InvariantCulture).ShouldBe(words[3]);
        DescriptorLimit.Maximum.ToString(CultureInfo.InvariantCulture).ShouldBe(words[4]);
    }

    [Fact]
    public void LoweredLimit_IsRaisedToTheMaximumAgain()
    {
        DescriptorLimit.TryRaise(DescriptorLimit.Maximum - 1).ShouldBeTrue();
        DescriptorLimit.Current.ShouldBe(DescriptorLimit.Maximum - 1);
        DescriptorLimit.TryRaise().ShouldBeTrue();
        DescriptorLimit.Current.ShouldBe(DescriptorLimit.Maximum);
    }
}
