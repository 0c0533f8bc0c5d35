// <echart-panel>: draws the property `model` = {kind, categories, series: [{name, heights, texts}]} with ECharts in
// the colors of the theme, and says with `point-click` which category was clicked.
import * as echarts from './vendor/echarts-6.0.0.cache.js';

const SERIES_COLORS = ['--at-chart-1', '--at-chart-2', '--at-chart-3', '--at-chart-4', '--at-chart-5', '--at-chart-6'];

class EchartPanel extends HTMLElement {
  #chart;
  #resized;
  #restyled;
  #model;
  #box;

  constructor() {
    super();
    this.#box = document.createElement('div');
    this.#box.style.cssText = 'width:100%;height:100%';
    this.attachShadow({mode: 'open'}).append(this.#box);
  }

  get model() {
    return this.#model;
  }

  set model(model) {
    this.#model = model;
    this.#render();
  }

  connectedCallback() {
    if (Object.hasOwn(this, 'model')) { // it was set before this module had run
      const model = this.model;
      delete this.model;
      this.#model = model;
    }
    this.#chart = echarts.init(this.#box, null, {renderer: 'svg'});
    this.#chart.on('click', point => this.dispatchEvent(new CustomEvent('point-click', {detail: {index: point.dataIndex}})));
    this.#resized = new ResizeObserver(() => this.#chart?.resize());
    this.#resized.observe(this);
    this.#restyled = () => this.#render();
    document.addEventListener('atrium-scheme', this.#restyled);
    matchMedia('(prefers-color-scheme: dark)').addEventListener('change', this.#restyled);
    this.#render();
  }

  disconnectedCallback() {
    this.#resized?.disconnect();
    document.removeEventListener('atrium-scheme', this.#restyled);
    matchMedia('(prefers-color-scheme: dark)').removeEventListener('change', this.#restyled);
    this.#chart?.dispose();
    this.#chart = undefined;
  }

  #render() {
    if (this.#chart && this.#model) {
      this.#chart.setOption(this.#option(this.#model), true);
    }
  }

  // A custom property may hold light-dark(); only a real property tells which of both is in force.
  #color(name) {
    this.#box.style.color = `var(${name})`;
    return getComputedStyle(this.#box).color;
  }

  #option(model) {
    const text = this.#color('--at-text-quiet');
    const line = this.#color('--at-line');
    const small = matchMedia('(prefers-reduced-motion: reduce)').matches;
    return {
      animation: !small,
      color: SERIES_COLORS.map(name => this.#color(name)),
      textStyle: {fontFamily: getComputedStyle(this).fontFamily, color: text},
      grid: {left: 4, right: 8, top: 12, bottom: model.series.length > 1 ? 32 : 4, outerBoundsMode: 'same'},
      legend: model.series.length > 1 ? {type: 'scroll', bottom: 0, icon: 'roundRect', itemWidth: 10, itemHeight: 10, textStyle: {color: text}} : undefined,
      tooltip: {
        trigger: 'axis',
        renderMode: 'richText',
        backgroundColor: this.#color('--at-surface'),
        borderColor: line,
        textStyle: {color: this.#color('--at-text')},
        formatter: points => [points[0].name, ...points.map(point => `${point.seriesName}  ${model.series[point.seriesIndex].texts[point.dataIndex]}`)].join('\n'),
      },
      xAxis: {type: 'category', data: model.categories, axisTick: {show: false}, axisLine: {lineStyle: {color: line}}, axisLabel: {color: text}},
      yAxis: {type: 'value', splitLine: {lineStyle: {color: line}}, axisLabel: {color: text}},
      series: model.series.map(series => ({
        name: series.name,
        type: model.kind === 'stack' ? 'bar' : model.kind,
        stack: model.kind === 'stack' ? 'all' : undefined,
        data: series.heights,
        barMaxWidth: 36,
        itemStyle: {borderRadius: model.kind === 'stack' ? 0 : [4, 4, 0, 0]},
        symbolSize: 6,
        lineStyle: {width: 2.5},
      })),
    };
  }
}

if (!customElements.get('echart-panel')) {
  customElements.define('echart-panel', EchartPanel);
}
