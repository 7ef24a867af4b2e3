using System.Text;

namespace Holdfast.DataPlane.Tests.Forwarding;

public sealed class DeadlineTextTests
{
    [Theory]
    [InlineData("1", 1)]
    [InlineData("250", 250)]
    [InlineData("86400000", 86_400_000)]
    public void Milliseconds_AreUnderstood(string text, long milliseconds) =>
        DeadlineText.OfMilliseconds(Encoding.ASCII.GetBytes(text)).ShouldBe(milliseconds * 1_000_000);

    [Theory]
    [InlineData("")]
    [InlineData("0")]
    [InlineData("-5")]
    [InlineData("+5")]
    [InlineData("1.5")]
    [InlineData("250ms")]
    [InlineData("99999999999999999999")]
    [InlineData("2026-11-21T10:00:00Z")]
    public void AnythingElse_SaysNothing(string text) =>
        DeadlineText.OfMilliseconds(Encoding.ASCII.GetBytes(text)).ShouldBe(TimeoutsSnapshot.Never);

    [Theory]
    [InlineData("1700000000")]
    [InlineData("1700000000000")]
    public void PointInTime_IsNotTakenForATimeSpan(string text) =>
        DeadlineText.OfMilliseconds(Encoding.ASCII.GetBytes(text)).ShouldBe(TimeoutsSnapshot.Never);

    [Theory]
    [InlineData("1H", 3_600_000_000_000)]
    [InlineData("2M", 120_000_000_000)]
    [InlineData("3S", 3_000_000_000)]
    [InlineData("250m", 250_000_000)]
    [InlineData("1500u", 1_500_000)]
    [InlineData("99999999n", 99_999_999)]
    public void GrpcTimeout_HasSixUnits(string text, long nanoseconds) =>
        DeadlineText.OfGrpc(Encoding.ASCII.GetBytes(text)).ShouldBe(nanoseconds);

    [Theory]
    [InlineData("")]
    [InlineData("m")]
    [InlineData("5")]
    [InlineData("5s")]
    [InlineData("-5m")]
    [InlineData("0m")]
    [InlineData("123456789m")]
    [InlineData("99999999H")]
    public void GrpcTimeoutThatIsNone_SaysNothing(string text) =>
        DeadlineText.OfGrpc(Encoding.ASCII.GetBytes(text)).ShouldBe(TimeoutsSnapshot.Never);

    [Theory]
    [InlineData(245_900_000, "     245")]
    [InlineData(1, "       1")]
    [InlineData(-7_000_000, "       1")]
    [InlineData(long.MaxValue, "99999999")]
    public void WhatIsLeft_StandsAtTheRight(long nanoseconds, string text)
    {
        byte[] written = new byte[DeadlineText.Digits];
        DeadlineText.Write(written, nanoseconds);
        Encoding.ASCII.GetString(written).ShouldBe(text);
    }
}
