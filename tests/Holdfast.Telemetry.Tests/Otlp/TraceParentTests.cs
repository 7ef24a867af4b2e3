using System.Text;
using Holdfast.Telemetry.Otlp;

namespace Holdfast.Telemetry.Tests.Otlp;

public class TraceParentTests
{
    [Theory]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01", true)]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-00", false)]
    [InlineData("01-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more", true)]
    public void Header_IsRead(string text, bool sampled)
    {
        TraceParent.TryParse(Encoding.ASCII.GetBytes(text), out TraceParent parent).ShouldBeTrue();
        parent.ShouldBe(new TraceParent(0x0af7651916cd43dd, 0x8448eb211c80319c, 0xb7ad6b7169203331, sampled));
    }

    [Theory]
    [InlineData("")]
    [InlineData("00-1")]
    [InlineData("ff-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    [InlineData("00-00000000000000000000000000000000-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-0000000000000000-01")]
    [InlineData("00-0AF7651916CD43DD8448EB211C80319C-b7ad6b7169203331-01")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01-more")]
    [InlineData("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-0g")]
    [InlineData("00_0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")]
    public void WhatBreaksTheRules_IsNone(string text) => TraceParent.TryParse(Encoding.ASCII.GetBytes(text), out _).ShouldBeFalse();
}
