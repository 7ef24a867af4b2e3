using Holdfast.Foundation;

namespace Holdfast.Drills;

/// <summary>A timer that calls its owner back. Drills may spend an object on it; the data plane embeds its timers instead.</summary>
internal sealed class ActionTimer(Action onDue) : TimerNode
{
    protected override void OnDue(long nowNanoseconds) => onDue();
}
